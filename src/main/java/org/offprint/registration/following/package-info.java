/** Follows the change log, and marks the registrations that it makes due; nothing here sends. */
package org.offprint.registration.following;
