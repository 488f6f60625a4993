// Prepares the JavaScript guest.
