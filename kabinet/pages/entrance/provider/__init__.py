"""Signing in at an identity provider, the portal or an organisation's own (L7): there, back, and out when it says so.

What the browser brings back is compared with a signed cookie that it was given on the way there: the provider's key and the
secrets of this one attempt, for ten minutes. The provider is asked between the steps, while no transaction is open.
"""
