"""What an economy makes, and what that says of it: complexity, fitness, the product space."""
