/** People who sign in, their roles and their sessions. */
package org.offprint.platform.people;
