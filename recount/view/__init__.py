"""What people see of a reading: the terminal view and the page. Views add no fact of their own."""
