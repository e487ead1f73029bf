/** The states of a registration, and the reasons for which one is held. */
package org.offprint.registration.states;
