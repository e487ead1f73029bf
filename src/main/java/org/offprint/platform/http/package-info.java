/** Public URL of the service, checks for public addresses, the Accept header, and signed tokens. */
package org.offprint.platform.http;
