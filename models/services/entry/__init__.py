"""How somebody gets into an office: finding it, founding it, logging in, who may, and with which version."""
