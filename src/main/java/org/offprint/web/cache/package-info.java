/** Cache of complete responses to public requests, which are sent before any other filter runs. */
package org.offprint.web.cache;
