"""The encrypted file and all that keeps it whole. It knows SQL and knows no practice."""
