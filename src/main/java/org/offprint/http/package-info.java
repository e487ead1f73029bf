/** HTTP without a word of journals: the public address, the Accept header and signed tokens. */
package org.offprint.http;
