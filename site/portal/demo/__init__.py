"""示范县: the fictional county that `make demo` shows. Every person, place, number and text in it is made up."""
