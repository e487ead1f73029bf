/** Runs of registrations over HTTP. */
package org.offprint.api.registration.runs;
