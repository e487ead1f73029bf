/** API keys, sessions, roles and the authentication of requests. */
package org.offprint.platform.security;
