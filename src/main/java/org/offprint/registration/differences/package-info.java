/** Finds where the content that a service has of a record differs from the content that is published. */
package org.offprint.registration.differences;
