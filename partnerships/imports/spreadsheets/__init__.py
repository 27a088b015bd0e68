"""What all spreadsheets have in common, whatever they are read for: text decoded, Excel files looked through first."""
