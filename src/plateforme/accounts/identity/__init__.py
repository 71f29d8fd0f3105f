"""Sign-in through one OpenID Connect provider: ProConnect, or another. Never obligatory."""
