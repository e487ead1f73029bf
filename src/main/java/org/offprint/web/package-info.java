/** HTTP interfaces, namely the API, the site and the harvesting protocols. */
package org.offprint.web;
