"""The door for residents, businesses and associations. It parses, calls other rooms' `public`, and renders."""
