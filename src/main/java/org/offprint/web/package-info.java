/** HTTP interfaces of the service, namely the REST API, the site and the harvesting protocols. */
package org.offprint.web;
