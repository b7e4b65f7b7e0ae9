"""Presentation only: base pages, components, pictograms and house styles. Knows no other room than the kernel."""
