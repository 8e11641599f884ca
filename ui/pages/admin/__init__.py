"""What an office sets about itself."""
