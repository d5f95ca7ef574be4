"""A folder in which trunk-recorder writes calls: looked at again and again, and never written."""
