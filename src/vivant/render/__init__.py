"""A document becomes html, pdf, docx, odt or md."""
