<#import "commands.ftl" as c>
<@c.graph ["Application.ReadWrite.All"]/>
<@c.enterpriseApp/>
$principal | Format-List DisplayName, AccountEnabled
Update-MgServicePrincipal -ServicePrincipalId $principal.Id -BodyParameter @{ accountEnabled = $true }
