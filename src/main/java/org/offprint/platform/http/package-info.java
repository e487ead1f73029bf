/** Public URL of the service, public-address checks, the Accept header and signed tokens. */
package org.offprint.platform.http;
