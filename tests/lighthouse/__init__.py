"""What Lighthouse says about the main pages on a simulated phone."""
