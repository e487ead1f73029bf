/** Secrets that must be read again, encrypted with a key of the environment. */
package org.offprint.security.secrets;
