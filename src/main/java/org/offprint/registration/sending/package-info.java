/** Sends files to services, asks for their results, and stores what became of registrations. */
package org.offprint.registration.sending;
