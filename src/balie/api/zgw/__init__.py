"""The ZGW APIs over HTTP: finds the operation, lets the client in, reads the request, and writes the answer or what is wrong."""
