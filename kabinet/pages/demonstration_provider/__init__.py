"""An identity provider for the demonstration alone: single sign-on seen without a server (OpenID Connect, code and PKCE).

It asks for no password, lets nobody in but the invented people of the demonstration, and answers 404 anywhere else. The
side that signs in (kabinet/network/oidc.py) treats it like any other.
"""
