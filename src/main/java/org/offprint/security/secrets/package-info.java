/** Secrets: encrypted where they must be read again, and remembered by their hash for a moment where they are checked. */
package org.offprint.security.secrets;
