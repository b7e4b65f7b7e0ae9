"""The door for machines: health for now, the national standards later."""
