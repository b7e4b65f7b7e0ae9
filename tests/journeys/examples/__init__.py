"""Every example of every standard service, lived through by somebody with a browser: made from the files, none left out."""
