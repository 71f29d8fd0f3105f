"""People who sign in, and what is known of them."""
