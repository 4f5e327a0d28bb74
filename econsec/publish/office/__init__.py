"""An edition as a document, as slides or on paper: what ministries and federations pass on."""
