/** Sends deposits, polls for results and updates registration states. */
package org.offprint.services.registration.sending;
