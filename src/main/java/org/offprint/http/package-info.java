/** HTTP without a word of journals: the public address, addresses of others, the Accept header and signed tokens. */
package org.offprint.http;
