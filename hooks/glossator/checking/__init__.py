"""Problems written out for whoever has to mend them, and those that a branch makes."""
