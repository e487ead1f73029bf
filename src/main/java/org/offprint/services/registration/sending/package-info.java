/** Sender of deposits, which also polls for results and updates registration states. */
package org.offprint.services.registration.sending;
