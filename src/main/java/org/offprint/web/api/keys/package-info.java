/** REST resources for API keys, available to administrators. */
package org.offprint.web.api.keys;
