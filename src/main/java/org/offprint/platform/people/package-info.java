/** Persons who sign in, their rights and their sessions. */
package org.offprint.platform.people;
