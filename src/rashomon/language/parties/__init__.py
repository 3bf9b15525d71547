"""Who does an act and whom it is done to: the words of a frame that name them."""
