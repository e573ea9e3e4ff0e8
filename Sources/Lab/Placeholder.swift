// Placeholder: the room's first real file replaces this one.
