"""From long frames to arrays and back: keys, the policy of what is refused, products on one core."""
