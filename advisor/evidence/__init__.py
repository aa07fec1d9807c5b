"""What a bill shows: FOCUS exports, measured with Ibis on whichever engine holds them."""
