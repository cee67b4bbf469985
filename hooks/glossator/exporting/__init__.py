"""What a site says, in the forms that machines and other tools read."""
