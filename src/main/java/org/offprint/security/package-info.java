/** API keys and sessions, the roles they carry, and how a request proves that it comes from one. */
package org.offprint.security;
