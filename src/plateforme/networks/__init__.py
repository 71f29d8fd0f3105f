"""Networks, who belongs to them, what each may do and see, and what was done."""
