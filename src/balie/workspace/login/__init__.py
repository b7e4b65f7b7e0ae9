"""How officials log in: e-mail and password with a code, or a passkey; and managing their second factors."""
