"""OpenID Connect: authorization code with PKCE, state and nonce; the answer is checked to the letter."""
