/** Registrations of records with services, as they are stored: each with its state, its attempts and what is to be sent. */
package org.offprint.registration;
