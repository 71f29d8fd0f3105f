"""What is asked of whoever fills a page of meetings."""
